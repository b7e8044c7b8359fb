// What a student has entered, and the worlds behind it.
const exercise = data.exercise;
const levers = exercise.levers;
const SHOWN = [...data.outcomes, ...exercise.measures];
const KEY = `${exercise.name}:${exercise.version}`;
const TEXTS = ['explanation', 'transfer', 'exit'];
const labelOf = (setting) => levers.map((lever) => lever.levels.indexOf(setting[lever.name])).join('-');
const placesOf = (label) => label.split('-').map(Number);
const settingOf = (label) => Object.fromEntries(levers.map((lever, i) => [lever.name, lever.levels[placesOf(label)[i]]]));
const START = labelOf(exercise.start);
const CHANGE = labelOf(exercise.change);

function fresh() {
  return {
    step: 'hook', reached: ['hook'], form: 50, code: suggestedCode(), begun: false,
    draft: { option: null, reason: '', confidence: 50 }, prediction: null,
    after: { option: null, confidence: 50 }, shown: START, compared: START, follow: exercise.main, moved: null,
    runs: [], findings: {}, texts: Object.fromEntries(TEXTS.map((name) => [name, ''])), sample: { size: exercise.samples[0] || 0, from: 0 },
  };
}

// What was kept, if it is whole and fits this page.
function restored() {
  const found = store && kept(KEY);
  const empty = fresh();
  if (!found || typeof found !== 'object' || !Object.keys(empty).every((key) => key in found)) return empty;
  const known = (label) => typeof label === 'string' && label in data.cells;
  const fits = cleanCode(found.code) === found.code && [found.shown, found.compared, ...found.runs].every(known);
  return fits && SHOWN.includes(found.follow) ? found : empty;
}

let state = restored();
let storing = Boolean(store);

function remember() {
  if (storing) storing = keep(KEY, state);
  byId('no-storage').hidden = storing;
}

const worlds = {};
// The bytes of a student's own worlds in a cell.
function own(label) {
  if (!(label in worlds)) worlds[label] = decoded(data.cells[label]);
  const first = firstWorld(exercise, state.code);
  return worlds[label].subarray(first, first + exercise.own);
}

const found = { code: null, flags: {} };
// In which of the student's own worlds something happened; counted once for each setting.
function flags(label, what) {
  if (found.code !== state.code) Object.assign(found, { code: state.code, flags: {} });
  const key = `${label} ${what}`;
  found.flags[key] ??= Array.from(own(label), (byte) => reached(byte, what, data.outcomes, exercise.measures));
  return found.flags[key];
}

const countOf = (found) => found.reduce((sum, yes) => sum + yes, 0);
const shareIn = (label, what) => shareOf(countOf(flags(label, what)), exercise.own);

function changeBetween(before, after, what) {
  const counts = fourCounts(flags(before, what), flags(after, what));
  return changeOf(counts.both, counts.before, counts.after, counts.neither);
}

// Note that a setting has been looked at.
function lookedAt(label) {
  if (!state.runs.includes(label)) state.runs.push(label);
}

// A level as it is written.
function levelSaid(lever, place) {
  const level = lever.levels[place];
  if (!lever.numeric) return lever.names[place];
  const value = lever.adds ? `+${whole(level)}` : whole(level);
  return exercise.points ? say('page.points', { value, points: lever.points[place] }) : value;
}

const settingSaid = (label) => levers.map((lever, i) => `${lever.label}: ${levelSaid(lever, placesOf(label)[i])}`).join('; ');

// The file of the student.
function studentFile() {
  const first = firstWorld(exercise, state.code);
  const counts = (label) => Object.fromEntries(SHOWN.map((what) => [what, countOf(flags(label, what))]));
  return {
    format: 'peace-under-force exercise', format_version: 1,
    exercise: exercise.name, exercise_version: exercise.version, language: data.language,
    form: state.form, code: state.code, prediction: state.prediction,
    after: state.after.option ? state.after : null,
    runs: state.runs.map((label) => ({ setting: settingOf(label), first_world: first, worlds: exercise.own, seed: data.seed, counts: counts(label) })),
    findings: state.findings, texts: state.texts,
    manifest: { version: data.version, made_with: 'page', parameters: data.hashes[START] },
  };
}
