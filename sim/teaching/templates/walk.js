// The walk from step to step.
const SHORT = ['hook', 'commit', 'change', 'observe', 'explain', 'exit'];
const LONG = ['hook', 'commit', 'change', 'observe', 'explain', 'push', 'transfer', 'limits', 'exit'];
const stepsNow = () => (state.form === 20 ? SHORT : LONG);

// Show one step; the workbench goes along. The focus moves to its heading, unless the page has just been opened.
function show(step, focus = true) {
  state.step = step;
  if (!state.reached.includes(step)) state.reached.push(step);
  for (const section of all('.step')) section.hidden = section.dataset.step !== step;
  const slot = document.querySelector(`[data-slot="${step}"]`);
  if (slot) {
    byId('bench').dataset.view = step;
    slot.append(byId('bench'));
  }
  if (step === 'explain') drawReply();
  if (step === 'exit') drawOpenParts();
  drawSteps();
  redraw();
  if (!focus) return;
  byId(`heading-${step}`).focus({ preventScroll: true });
  byId('steps-fold').open = window.innerWidth >= 800;
  document.querySelector('nav').scrollIntoView({ block: 'start', behavior: 'instant' });
}

function drawSteps() {
  const steps = stepsNow();
  byId('step-of').textContent = say('page.step_of', { step: steps.indexOf(state.step) + 1, steps: steps.length, name: say('page.step_' + state.step) });
  byId('steps').replaceChildren(...steps.map((step) => {
    const name = say('page.step_' + step);
    if (step === state.step) return make('li', { 'aria-current': 'step' }, name);
    if (!state.reached.includes(step)) return make('li', {}, name);
    const button = make('button', { type: 'button' }, name);
    button.addEventListener('click', () => show(step));
    return make('li', {}, button);
  }));
}

function move(by) {
  const steps = stepsNow();
  const next = steps[steps.indexOf(state.step) + by];
  if (by > 0 && state.step === 'change' && !state.runs.includes(CHANGE)) {
    byId('change-fault').textContent = say('page.change_first', { setting: settingSaid(CHANGE) });
    return;
  }
  if (next) show(next);
}

function setUpBeginning() {
  byId('code').value = state.code;
  all('[name="form"]').forEach((input) => (input.checked = Number(input.value) === state.form));
  const typed = () => {
    const code = cleanCode(byId('code').value);
    byId('code-wrong').textContent = code ? '' : say('page.code_wrong');
    byId('code').setAttribute('aria-invalid', String(!code));
    if (!code || state.begun) return false;
    state.code = code;
    drawOwn();
    redraw();
    return true;
  };
  byId('code').addEventListener('input', typed);
  byId('code-other').addEventListener('click', () => {
    byId('code').value = suggestedCode();
    typed();
  });
  all('[name="form"]').forEach((input) => input.addEventListener('change', () => {
    state.form = Number(input.value);
    drawSteps();
    remember();
  }));
  byId('begin').addEventListener('submit', (event) => {
    event.preventDefault();
    if (!state.begun && !typed()) return byId('code').focus();
    state.begun = true;
    lookedAt(START);
    freezeBeginning();
    show('commit');
  });
  freezeBeginning();
  drawOwn();
}

function freezeBeginning() {
  byId('form').disabled = state.begun;
  byId('code').readOnly = state.begun;
  byId('code').value = state.begun ? state.code : byId('code').value;
  byId('code-other').hidden = state.begun;
}

function drawOwn() {
  const first = firstWorld(exercise, state.code);
  const values = { own: exercise.own, worlds: exercise.worlds, first, last: first + exercise.own - 1 };
  byId('own-worlds').textContent = say('page.own', Object.fromEntries(Object.entries(values).map(([key, value]) => [key, whole(value)])));
}

// A slider from 0 to 100 with its value in words.
function setUpSure(id, part) {
  const told = () => {
    const said = say('page.confidence_is', { value: byId(id).value });
    byId(`${id}-is`).textContent = said;
    byId(id).setAttribute('aria-valuetext', said);
  };
  byId(id).value = part().confidence;
  byId(id).addEventListener('input', () => {
    part().confidence = Number(byId(id).value);
    told();
    remember();
  });
  told();
}

function setUpOptions(name, part) {
  for (const input of all(`input[name="${name}"]`)) {
    input.checked = part().option === input.value;
    input.addEventListener('change', () => {
      part().option = input.value;
      if (name === 'after') drawOpenParts();
      remember();
    });
  }
}

function setUpPrediction() {
  const part = () => (state.prediction ? { ...state.prediction } : state.draft);
  setUpOptions('option', part);
  setUpSure('confidence', part);
  byId('reason').value = part().reason;
  byId('reason').addEventListener('input', () => {
    if (!state.prediction) state.draft.reason = byId('reason').value;
    remember();
  });
  byId('commit').addEventListener('submit', (event) => {
    event.preventDefault();
    lock();
  });
  drawLock();
}

function lock() {
  if (state.prediction) return;
  const { option, reason, confidence } = state.draft;
  const words = reason.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const fault = !option ? 'page.missing_option' : words.length < 3 ? 'page.missing_reason' : '';
  byId('commit-fault').textContent = fault ? say(fault) : '';
  if (fault) return (option ? byId('reason') : document.querySelector('[name="option"]')).focus();
  state.prediction = { option, reason, confidence };
  drawLock();
  show('change');
}

function drawLock() {
  const locked = Boolean(state.prediction);
  byId('option').disabled = byId('confidence').disabled = locked;
  byId('reason').readOnly = locked;
  byId('lock').hidden = byId('lock-note').hidden = locked;
  byId('locked').hidden = byId('after-lock').hidden = !locked;
}

function drawReply() {
  const { option, reason, confidence } = state.prediction;
  byId('predicted').textContent = document.querySelector(`[name="option"][value="${option}"] + span`).textContent;
  byId('predicted-sure').textContent = say('page.you_were', { value: confidence });
  byId('predicted-reason').textContent = reason;
  for (const reply of all('[data-reply]')) reply.hidden = reply.dataset.reply !== option;
}
