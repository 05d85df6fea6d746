import type { Both } from './campaigns.ts'

type Asked = { text: Both; options: [Both, Both, Both]; answer: 0 | 1 | 2 }

/** Five questions that everybody whom the first demo programme trains is to be able to answer. */
export const fiveQuestions: Asked[] = [
  {
    text: {
      en: 'How many trained workers does every booth need at least?',
      hi: 'हर बूथ पर कम से कम कितने प्रशिक्षित कार्यकर्ता चाहिए?',
    },
    options: [
      { en: 'One', hi: 'एक' },
      { en: 'Two', hi: 'दो' },
      { en: 'Ten', hi: 'दस' },
    ],
    answer: 1,
  },
  {
    text: {
      en: 'Who writes down what a meeting has decided?',
      hi: 'बैठक में जो तय हुआ, उसे कौन लिखता है?',
    },
    options: [
      { en: 'Nobody', hi: 'कोई नहीं' },
      { en: 'Whoever likes', hi: 'जिसका मन हो' },
      { en: 'The secretary, the same day', hi: 'मंत्री, उसी दिन' },
    ],
    answer: 2,
  },
  {
    text: {
      en: 'Somebody asks you something that you do not know. What do you say?',
      hi: 'कोई ऐसी बात पूछे जो आपको नहीं पता, तो क्या कहेंगे?',
    },
    options: [
      { en: 'I will ask and tell you by tomorrow', hi: 'पूछकर कल तक बताऊँगा' },
      { en: 'What I suppose', hi: 'जो मुझे लगता है' },
      { en: 'Nothing', hi: 'कुछ नहीं' },
    ],
    answer: 0,
  },
  {
    text: {
      en: 'When must asking for votes stop before polling ends?',
      hi: 'मतदान समाप्त होने से कितने घंटे पहले वोट माँगना बंद करना होता है?',
    },
    options: [
      { en: '12 hours', hi: '12 घंटे' },
      { en: '24 hours', hi: '24 घंटे' },
      { en: '48 hours', hi: '48 घंटे' },
    ],
    answer: 2,
  },
  {
    text: {
      en: 'May a message be sent on without knowing where it comes from?',
      hi: 'कोई संदेश कहाँ से आया, यह जाने बिना आगे भेज सकते हैं?',
    },
    options: [
      { en: 'Yes, if it is ours', hi: 'हाँ, अगर हमारे पक्ष का हो' },
      { en: 'No', hi: 'नहीं' },
      { en: 'Yes, to friends', hi: 'हाँ, मित्रों को' },
    ],
    answer: 1,
  },
]

/** What whoever cannot read sees beside the three answers. */
export const SIGNS = ['🟢', '🟡', '🔴'] as const
