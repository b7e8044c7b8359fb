// Begin where the student was.
setUpTheme();
byId('steps-fold').open = window.innerWidth >= 800;
setUpBench();
setUpBeginning();
setUpPrediction();
setUpTexts();
setUpFindings();
setUpOptions('after', () => state.after);
setUpSure('after-confidence', () => state.after);
setUpSaving();
setUpAnew();
for (const button of all('[data-next]')) button.addEventListener('click', () => move(1));
for (const button of all('[data-back]')) button.addEventListener('click', () => move(-1));
show(stepsNow().includes(state.step) ? state.step : 'hook', false);
