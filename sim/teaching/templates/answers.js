// Findings, texts and the file.
function setUpTexts() {
  for (const area of all('[data-text]')) {
    area.value = state.texts[area.dataset.text];
    area.addEventListener('input', () => {
      state.texts[area.dataset.text] = area.value;
      if (state.step === 'exit') drawOpenParts();
      remember();
    });
  }
}

function setUpFindings() {
  const answered = (name, value) => {
    if (value === undefined) delete state.findings[name];
    else state.findings[name] = value;
    remember();
  };
  for (const { name, kind, lever } of exercise.findings) {
    if (kind === 'choice') {
      for (const input of all(`input[data-finding="${name}"]`)) {
        input.checked = state.findings[name] === input.value;
        input.addEventListener('change', () => answered(name, input.value));
      }
    } else if (kind === 'level') {
      const { levels } = levers.find((one) => one.name === lever);
      const select = byId(`finding-${name}`);
      select.value = name in state.findings ? String(levels.indexOf(state.findings[name])) : '';
      select.addEventListener('change', () => answered(name, select.value ? levels[Number(select.value)] : undefined));
    } else {
      const told = () => {
        const setting = state.findings[name];
        byId(`used-${name}`).textContent = setting ? say('page.finding_used', { setting: settingSaid(labelOf(setting)) }) : say('page.finding_none');
      };
      document.querySelector(`[data-use="${name}"]`).addEventListener('click', () => {
        answered(name, settingOf(state.shown));
        told();
      });
      told();
    }
  }
}

// What is still empty, so that nobody hands in less than was meant.
function drawOpenParts() {
  const asked = state.form === 20 ? ['explanation', 'exit'] : TEXTS;
  const parts = asked.filter((name) => !state.texts[name].trim()).map((name) => say('page.open_' + name));
  const open = exercise.findings.filter(({ name }) => !(name in state.findings)).length;
  if (state.form !== 20 && open) parts.push(say('page.open_findings', { count: open }));
  if (!state.after.option) parts.push(say('page.open_after'));
  byId('open-parts').textContent = parts.length ? say('page.open_parts', { parts: parts.join('; ') }) : say('page.nothing_open');
}

function setUpSaving() {
  byId('save').addEventListener('click', () => {
    const file = `${exercise.name}-${state.code.replaceAll(' ', '-')}.json`;
    download(file, studentFile());
    byId('saved').textContent = say('page.saved', { file });
  });
}

function setUpAnew() {
  const ask = (open) => {
    byId('anew-ask').hidden = !open;
    byId('anew').setAttribute('aria-expanded', String(open));
    byId(open ? 'anew-no' : 'anew').focus();
  };
  byId('anew').addEventListener('click', () => ask(byId('anew-ask').hidden));
  byId('anew-no').addEventListener('click', () => ask(false));
  byId('anew-ask').addEventListener('keydown', (event) => event.key === 'Escape' && ask(false));
  byId('anew-yes').addEventListener('click', () => {
    storing = false;
    if (store) store.removeItem(`peace-under-force:${KEY}`);
    window.location.reload();
  });
}
