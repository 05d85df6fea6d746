import { texts } from './index.ts'

/** Texts of a published plan that is redrawn along with a move. */
export const redrawTexts = texts('redrawing', {
  en: {
    label: 'This move would break a published plan. Redraw the plan too?',
    join: 'It goes to the workshop of its new place',
    'join.hint': 'It is served together with its new neighbours.',
    keep: 'It keeps the workshop that it has',
    'keep.hint': 'The catchments name it, so that nobody goes to another workshop.',
    go: 'Move it and redraw the plan',
    none: 'Leave the plan as it is',
    changes: 'What changes in the plan',
    includes: '{{workshop}}: takes {{unit}} in',
    leaves: '{{workshop}}: leaves {{unit}} out',
    forgets: '{{workshop}}: no longer names {{unit}}',
  },
  hi: {
    label: 'इससे प्रकाशित योजना टूट जाएगी। योजना भी बदल दें?',
    join: 'नई जगह की कार्यशाला में जाए',
    'join.hint': 'यह अपने नए पड़ोसियों के साथ प्रशिक्षित होगी।',
    keep: 'अपनी अभी की कार्यशाला में रहे',
    'keep.hint': 'कार्यशाला की सूची में इसका नाम जुड़ेगा; किसी की कार्यशाला नहीं बदलेगी।',
    go: 'ले जाएँ और योजना बदलें',
    none: 'योजना वैसी ही रहे',
    changes: 'योजना में क्या बदलेगा',
    includes: '{{workshop}}: {{unit}} को शामिल करेगी',
    leaves: '{{workshop}}: {{unit}} को छोड़ देगी',
    forgets: '{{workshop}}: {{unit}} का अलग से नाम नहीं रहेगा',
  },
})
