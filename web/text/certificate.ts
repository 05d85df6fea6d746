import { texts } from './index.ts'

/** The words printed on a certificate; both languages stand on every one. */
export const certificateTexts = texts('certificate', {
  en: {
    kind: 'Certificate',
    certifies: 'This is to certify that',
    passed: 'has completed the training “{{tier}}” of “{{programme}}”.',
    where: 'Held at',
    when: 'Dates',
    attended: 'Present',
    'attended.days_one': '{{days}} day',
    'attended.days_other': '{{days}} of {{count}} days',
    trainers: 'Taught by',
    issued: 'Issued on',
    generation: 'Generation {{generation}}',
    scan: 'Scan to verify',
    revoked: 'Revoked',
    'until.day': 'Valid until {{day}}',
  },
  hi: {
    kind: 'प्रमाणपत्र',
    certifies: 'प्रमाणित किया जाता है कि',
    passed: 'ने “{{programme}}” का “{{tier}}” पूरा किया है।',
    where: 'स्थान',
    when: 'तारीख़',
    attended: 'उपस्थिति',
    'attended.days_one': '{{days}} दिन',
    'attended.days_other': '{{count}} में से {{days}} दिन',
    trainers: 'प्रशिक्षक',
    issued: 'जारी',
    generation: 'पीढ़ी {{generation}}',
    scan: 'जाँच के लिए स्कैन करें',
    'until.day': '{{day}} तक मान्य',
    revoked: 'रद्द',
  },
})
