// The concept check: choices, and a file to save. Answers before and after the course are kept apart.
const ITEMS = data.items.map((item) => item.name);
const KEY = `concept_check:${data.edition}`;
const empty = () => ({ code: suggestedCode(), moment: null, answers: { before: {}, after: {} } });
const found = store && kept(KEY);
const state = found && cleanCode(found.code) && found.answers && found.answers.before && found.answers.after ? found : empty();
let storing = Boolean(store);

function remember() {
  if (storing) storing = keep(KEY, state);
  byId('no-storage').hidden = storing;
}

const answersNow = () => state.answers[state.moment || 'before'];

function redraw() {
  for (const input of all('[name="moment"]')) input.checked = input.value === state.moment;
  for (const input of all('[data-item]')) input.checked = answersNow()[input.dataset.item] === input.value;
  byId('answered').textContent = say('check_page.progress', { count: Object.keys(answersNow()).length, items: ITEMS.length });
  remember();
}

function chosenMoment(moment) {
  // What was chosen before the moment was known belongs to it.
  if (!state.moment && moment === 'after') [state.answers.after, state.answers.before] = [{ ...state.answers.after, ...state.answers.before }, {}];
  state.moment = moment;
  byId('check-fault').textContent = byId('saved').textContent = '';
  redraw();
}

function typed() {
  const code = cleanCode(byId('code').value);
  byId('code-wrong').textContent = code ? '' : say('page.code_wrong');
  byId('code').setAttribute('aria-invalid', String(!code));
  if (code) state.code = code;
  remember();
  return Boolean(code);
}

function saveAnswers(event) {
  event.preventDefault();
  byId('check-fault').textContent = state.moment ? '' : say('check_page.missing_moment');
  if (!state.moment) return document.querySelector('[name="moment"]').focus();
  if (!typed()) return byId('code').focus();
  const answers = Object.fromEntries(ITEMS.filter((name) => name in answersNow()).map((name) => [name, answersNow()[name]]));
  const open = ITEMS.map((name, i) => (name in answers ? 0 : i + 1)).filter(Boolean);
  const file = `concept_check-${state.moment}-${state.code.replaceAll(' ', '-')}.json`;
  download(file, {
    format: 'peace-under-force concept check', format_version: 1, language: data.language, code: state.code,
    moment: state.moment, answers, manifest: { version: data.version, made_with: 'page' },
  });
  byId('saved').textContent = `${say('page.saved', { file })} ${open.length ? say('check_page.missing', { cases: open.join(', ') }) : ''}`;
}

setUpTheme();
byId('code').value = state.code;
byId('code').addEventListener('input', typed);
byId('code-other').addEventListener('click', () => {
  byId('code').value = suggestedCode();
  typed();
});
all('[name="moment"]').forEach((input) => input.addEventListener('change', () => chosenMoment(input.value)));
all('[data-item]').forEach((input) => input.addEventListener('change', () => {
  answersNow()[input.dataset.item] = input.value;
  redraw();
}));
byId('check').addEventListener('submit', saveAnswers);
const asked = window.location.hash.slice(1);
if (asked === 'before' || asked === 'after') chosenMoment(asked);
else redraw();
