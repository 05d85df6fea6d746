import { texts } from './index.ts'

/** Texts of choosing what goes into a new unit. */
export const splitTexts = texts('split', {
  en: {
    narrow: 'Find in the list: {{what}}',
    taken_one: '{{count}} chosen',
    taken_other: '{{count}} chosen',
    all_one: 'Choose the {{count}} shown',
    all_other: 'Choose all {{count}} shown',
    none: 'Choose none of these',
  },
  hi: {
    narrow: 'सूची में ढूँढिए: {{what}}',
    taken_one: '{{count}} चुना',
    taken_other: '{{count}} चुने',
    all_one: 'दिख रहा {{count}} चुनें',
    all_other: 'दिख रहे सभी {{count}} चुनें',
    none: 'इनमें से कोई नहीं',
  },
})
