"""A report, opened by double click as it were: in a real browser, from a file, without network."""

import pytest

from tests.browser.exercise_pages import looked_at

PAGES = ("single", "several", "sampled")
PHONE, DESK = {"width": 360, "height": 800}, {"width": 1280, "height": 900}


@pytest.fixture(scope="session", params=PAGES)
def address(request, tmp_path_factory):
    path = tmp_path_factory.mktemp("report") / f"{request.param}.html"
    path.write_text(request.getfixturevalue(request.param).html, encoding="utf-8")
    return path.as_uri()


def opened(browser, address):
    context = browser.new_context(viewport=DESK, color_scheme="light")
    page = context.new_page()
    page.asked, page.complaints = [], []
    page.on("request", lambda asked: page.asked.append(asked.url))
    page.on("console", lambda said: page.complaints.append(said.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.goto(address, wait_until="load")
    return page


@pytest.fixture
def page(browser, address):
    """A page for a test that does something with it."""
    found = opened(browser, address)
    yield found
    found.context.close()


@pytest.fixture(scope="session")
def shown(browser, address):
    """A page that is loaded once, for tests that only look at it and leave it as it was."""
    found = opened(browser, address)
    yield found
    found.context.close()


@pytest.fixture(scope="session")
def unfolded(browser, address):
    """The same with everything unfolded, for what axe finds."""
    found = opened(browser, address)
    yield found
    found.context.close()


def test_nothing_is_asked_of_the_network(shown, address):
    asked = [url for url in shown.asked if not url.startswith("data:")]
    assert asked == [address]


def test_the_browser_has_nothing_to_complain_of(shown):
    assert shown.complaints == []


def test_every_picture_is_shown(shown):
    widths = shown.evaluate("Array.from(document.images, image => image.naturalWidth)")
    assert len(widths) >= 4
    assert min(widths) > 0


def faults(page):
    """What axe finds, with everything unfolded; it must have looked at something."""
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    passed, found = looked_at(page)
    assert passed > 20
    return found


def test_axe_finds_no_fault_with_its_accessibility(unfolded):
    assert unfolded.evaluate("matchMedia('(prefers-color-scheme: light)').matches")
    assert faults(unfolded) == ""


def test_axe_finds_no_fault_with_it_on_a_dark_screen(unfolded):
    unfolded.emulate_media(color_scheme="dark")
    try:
        assert unfolded.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 23, 26)"
        assert faults(unfolded) == ""
    finally:
        unfolded.emulate_media(color_scheme="light")


@pytest.mark.parametrize("address", PAGES[:1], indirect=True)
def test_axe_would_find_a_picture_without_words(page):
    """The check itself, which does not depend on the page: on one of them."""
    page.evaluate("document.querySelector('img').removeAttribute('alt')")
    assert "image-alt" in faults(page)


def test_nothing_has_to_be_scrolled_sideways_on_a_phone(page):
    """With everything unfolded; a table that is too wide moves within itself, and says so."""
    page.set_viewport_size(PHONE)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    unsaid = """Array.from(document.querySelectorAll('.scroll'))
        .filter(one => one.scrollWidth > one.clientWidth + 1)
        .filter(one => !one.previousElementSibling?.matches('.hint')).length"""
    assert page.evaluate(unsaid) == 0


def test_pictures_on_a_phone_are_those_that_were_drawn_for_it(page):
    narrow = page.locator('figure source[media="screen and (max-width: 600px)"]').first.get_attribute("srcset")
    assert page.evaluate("document.images[0].currentSrc") != narrow
    page.set_viewport_size(PHONE)
    page.wait_for_function("narrow => document.images[0].currentSrc === narrow", arg=narrow)


def test_letters_and_links_on_a_phone_are_large_enough(page):
    page.set_viewport_size(PHONE)
    sizes = "Array.from(document.querySelectorAll('{}'), one => parseFloat(getComputedStyle(one).fontSize))"
    assert min(page.evaluate(sizes.format("p:not(.hint), li, td, summary"))) >= 16
    heights = "Array.from(document.querySelectorAll('nav a, summary'), one => one.getBoundingClientRect().height)"
    assert min(height for height in page.evaluate(heights) if height) >= 44


def test_a_word_leads_to_its_meaning_on_the_same_page(page):
    link = page.locator("section a.word").first
    target = link.get_attribute("href")
    link.click()
    page.wait_for_url(lambda url: url.endswith(target))
    assert page.locator(target).is_visible()


def test_the_first_stop_of_the_keyboard_leads_to_the_answer(page):
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url.endswith("#answer"))  # the browser tells of it a moment later
    assert page.evaluate("location.hash") == "#answer"


def test_the_numbers_behind_a_picture_can_be_saved(page):
    with page.expect_download() as saved:
        page.locator("figcaption a").first.click()
    content = saved.value.path().read_text(encoding="utf-8")
    assert content.startswith(("worldview,", "policy,", "parameter,", "outcome,", "cell,"))
    assert len(content.splitlines()) > 2


def test_a_story_unfolds(page):
    story = page.locator("article pre").first
    assert not story.is_visible()
    page.locator("article details", has=page.locator("pre")).first.locator("summary").click()
    story.wait_for(state="visible")
    assert story.is_visible()


def test_it_prints_pictures_and_tables_on_paper(shown):
    """Without what only a screen can use: the list of contents and the links to files."""
    shown.emulate_media(media="print")
    try:
        assert not shown.locator("nav").is_visible()
        folded = shown.locator("details.printed:not([open]) > ul, details.printed:not([open]) > p:not(.hint)")
        assert all(one.is_visible() for one in folded.all())
        assert shown.locator("figure img").first.is_visible()
        assert len(shown.pdf(format="A4")) > 100_000
    finally:
        shown.emulate_media(media="screen")
