// The levers and what they show.
const view = () => byId('bench').dataset.view;
const shownNow = () => (view() === 'hook' ? START : state.shown);

function setUpBench() {
  levers.forEach((lever, i) => {
    const control = byId(`lever-${lever.name}`);
    const event = lever.numeric ? 'input' : 'change';
    control.addEventListener(event, (moved) => moveLever(i, Number(moved.target.value)));
  });
  byId('keep').addEventListener('click', () => {
    state.compared = state.shown;
    redraw();
    byId('lever-said').textContent = say('page.kept', { setting: settingSaid(state.compared) });
  });
  byId('to-compared').addEventListener('click', () => goTo(state.compared, ''));
  byId('follow').value = state.follow;
  byId('follow').addEventListener('change', (chosen) => {
    state.follow = chosen.target.value;
    redraw();
  });
  for (const button of all('[data-sample]')) button.addEventListener('click', () => sample(Number(button.dataset.sample), 0));
  byId('sample-next')?.addEventListener('click', () => sample(state.sample.size, state.sample.from + state.sample.size));
  let width = window.innerWidth;
  window.addEventListener('resize', () => {
    if (window.innerWidth !== width) redraw();
    width = window.innerWidth;
  });
}

function sample(size, from) {
  state.sample = { size, from: from + size > exercise.own ? 0 : from };
  redraw();
}

// Move one lever; where there is no such cell, other levers follow, and it is said.
function moveLever(lever, place) {
  const wish = placesOf(state.shown).map((now, i) => (i === lever ? place : now));
  const found = nearest(Object.keys(data.cells), wish, lever, levers.map((one) => one.numeric));
  state.moved = lever;
  if (!found) return redraw();
  const label = found.join('-');
  const values = { setting: settingSaid(label), total: exercise.points };
  goTo(label, label === wish.join('-') ? '' : say(exercise.points ? 'page.moved_points' : 'page.moved_too', values));
}

function goTo(label, said) {
  state.shown = label;
  lookedAt(label);
  byId('lever-said').textContent = said;
  byId('change-fault').textContent = '';
  redraw();
}

function drawLevers() {
  const places = placesOf(state.shown);
  levers.forEach((lever, i) => {
    const control = byId(`lever-${lever.name}`);
    const said = levelSaid(lever, places[i]);
    if (lever.numeric) {
      control.value = places[i];
      control.setAttribute('aria-valuetext', said);
      byId(`level-${lever.name}`).textContent = said;
    } else {
      all('input', control).forEach((input, place) => (input.checked = place === places[i]));
    }
  });
  if (exercise.points) {
    const spent = levers.reduce((sum, lever, i) => sum + lever.points[places[i]], 0);
    byId('points').textContent = say('page.points_spent', { spent, total: exercise.points, left: exercise.points - spent });
  }
  byId('shown-setting').textContent = settingSaid(state.shown);
  byId('compared-setting').textContent = settingSaid(state.compared);
  byId('keep').disabled = byId('to-compared').disabled = state.shown === state.compared;
}

// Everything that depends on the setting, at once.
function redraw() {
  const label = shownNow();
  const compared = label !== state.compared && view() !== 'hook';
  const rows = Object.fromEntries(SHOWN.map((what) => [what, {
    now: shareIn(label, what), before: shareIn(state.compared, what), change: changeBetween(state.compared, label, what),
  }]));
  const what = view() === 'hook' ? exercise.main : state.follow;
  drawLevers();
  drawHeadline(what, rows[what], compared);
  drawBars(rows, compared);
  drawTable(rows, compared);
  drawSamples(what);
  drawDifferences(rows, compared);
  drawFlips(what);
  drawAlong(what);
  remember();
}

function drawHeadline(what, row, compared) {
  const values = { label: capital(nameOf(what)), share: percent(row.now.share), low: points(row.now.low), high: points(row.now.high) };
  if (compared) Object.assign(values, { before: percent(row.before.share), difference: changeInWords(row.change) });
  byId('headline').textContent = say(compared ? 'page.headline_two' : 'page.headline_one', values);
}
