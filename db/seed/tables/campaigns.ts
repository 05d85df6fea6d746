/** A text in the two languages of the interface. */
export type Both = { en: string; hi: string }

/** Units that a workshop serves: everything under `include`, less everything under `exclude`; codes of units. */
export type CatchmentFacts = { include: string[]; exclude: string[] }

/** One of the three zonal workshops; `districts` is how many districts its catchment must come to. */
export type ZonalWorkshop = {
  code: string
  title: Both
  venue: Both
  heldOn: string
  catchment: CatchmentFacts
  districts: number
}

function both(en: string, hi: string): Both {
  return { en, hi }
}

function listed(table: string): { code: string; title: Both }[] {
  const lines = table.split('\n').filter((line) => line !== '')
  return lines.map((line) => {
    const [code = '', en = '', hi = ''] = line.split('|')
    return { code, title: both(en, hi) }
  })
}

/** The 14 subjects of the zonal workshops: only their number is known, the titles are placeholders of ours. */
export const subjects = listed(`
organisation|Building the organisation|संगठन निर्माण
booth|Booth management|बूथ प्रबंधन
history|History of the organisation|संगठन का इतिहास
ideas|Ideas and principles|विचार और सिद्धांत
constitution|The constitution of the organisation|संगठन का संविधान
conduct|Conduct of a worker|कार्यकर्ता का आचरण
meetings|Meetings and records|बैठक और अभिलेख
speaking|Public speaking|भाषण कला
media|Media and press|मीडिया और प्रेस
social-media|Social media|सोशल मीडिया
digital|Phones and apps in daily work|दैनिक कार्य में मोबाइल और ऐप
schemes|Telling people about government schemes|सरकारी योजनाओं की जानकारी देना
local-bodies|Panchayats and municipal bodies|पंचायत और नगरीय निकाय
law|Election law and good practice|चुनाव कानून और आचार
`)

/** The zonal workshops of the subject speakers: between them every district once, none missed and none twice. */
export const zonalWorkshops: ZonalWorkshop[] = [
  {
    code: 'bhopal',
    title: both('Bhopal zonal workshop', 'भोपाल क्षेत्रीय कार्यशाला'),
    venue: both('Ravindra Bhavan, Bhopal', 'रवींद्र भवन, भोपाल'),
    heldOn: '2026-03-06',
    catchment: {
      include: ['MP-CHB', 'MP-GWL', 'MP-SGR', 'MP-NMD', 'MP-BPL'],
      exclude: ['MP-D406', 'MP-D391'],
    },
    districts: 23,
  },
  {
    code: 'indore',
    title: both('Indore zonal workshop', 'इंदौर क्षेत्रीय कार्यशाला'),
    venue: both('Gujarati Innovative College, Indore', 'गुजराती इनोवेटिव कॉलेज, इंदौर'),
    heldOn: '2026-03-10',
    catchment: {
      include: ['MP-IND', 'MP-NIM', 'MP-UJN', 'MP-MDS', 'MP-D406', 'MP-D391'],
      exclude: [],
    },
    districts: 20,
  },
  {
    code: 'jabalpur',
    title: both('Jabalpur zonal workshop', 'जबलपुर क्षेत्रीय कार्यशाला'),
    venue: both(
      'Netaji Subhash Chandra Bose Convention Centre, Jabalpur',
      'नेताजी सुभाष चंद्र बोस कन्वेंशन सेंटर, जबलपुर',
    ),
    heldOn: '2026-03-14',
    catchment: { include: ['MP-JBP', 'MP-CHW', 'MP-REW', 'MP-SHD'], exclude: [] },
    districts: 19,
  },
]

/**
 * O1, the subject speakers: a quota per district and three hops, each taught by those whom the one before trained.
 *
 * Two are called from every district and more than 400 came from 23; target, maximum and the later dates are ours.
 */
export const subjectSpeakers = {
  title: both('Subject speakers 2026', 'विषय वक्ता अभियान 2026'),
  quotaPerDistrict: { min: 2, target: 18, max: 28 },
  tiers: [
    {
      code: 'zone',
      title: both('Zonal workshops', 'क्षेत्रीय कार्यशालाएं'),
      taughtAt: 'state',
      trains: 'district',
      startBy: '2026-03-06',
      finishBy: '2026-03-14',
    },
    {
      code: 'mandal',
      title: both('Mandal training', 'मंडल प्रशिक्षण'),
      taughtAt: 'district',
      trains: 'mandal',
      startBy: '2026-03-20',
      finishBy: '2026-05-31',
    },
    {
      code: 'booth',
      title: both('Booth training', 'बूथ प्रशिक्षण'),
      taughtAt: 'mandal',
      trains: 'booth',
      startBy: '2026-06-01',
      finishBy: '2026-09-30',
    },
  ],
}

/** O2, two or more workers for every booth: two ways of delivering it are compared; the year of `startBy` is ours. */
export const boothWorkers = {
  title: both('Booth workers 2023', 'बूथ कार्यकर्ता अभियान 2023'),
  booths: 65_400,
  minPerBooth: 2,
  minWorkers: 130_800,
  targetWorkers: 150_000,
  skill: { code: 'it', title: both('Information technology', 'सूचना प्रौद्योगिकी') },
  startBy: '2022-11-15',
  plans: [
    {
      code: 'division',
      title: both('At division headquarters', 'संभाग मुख्यालय पर'),
      taughtAt: 'division',
      places: 13,
    },
    { code: 'state', title: both('At state headquarters', 'प्रदेश मुख्यालय पर'), taughtAt: 'state', places: 1 },
  ],
  teachers: listed(`
division-office-bearer|Office-bearer of a division|संभाग पदाधिकारी
state-office-bearer|Office-bearer of the state|प्रदेश पदाधिकारी
`),
  creditedOffices: listed(`
booth-president|Booth president|बूथ अध्यक्ष
booth-secretary|Booth general secretary|बूथ महामंत्री
bla|Booth-level agent (BLA)|बूथ लेवल एजेंट (बीएलए)
`),
}

/** O3, a residential camp with a fee whose venue is open when it is announced; the amount of the fee is ours. */
export const residentialCamp = {
  title: both('Residential training camp 2025', 'आवासीय प्रशिक्षण शिविर 2025'),
  venue: null,
  startsOn: '2025-06-09',
  endsOn: '2025-06-15',
  days: 7,
  fee: { amountMinor: 150_000, currency: 'INR' },
  externalFaculty: true,
  compulsoryFor: listed(`
mla|Member of the Legislative Assembly (MLA)|विधायक
district-president|District president|जिला अध्यक्ष
`),
  afterwards: both('Field stay', 'प्रवास'),
}

/** O4, from one hall in Patna to the villages; the year is ours. */
export const villageCascade = {
  title: both('From Patna to the villages', 'पटना से गांव तक'),
  first: {
    unit: 'BR-D212',
    venue: both('Party office, Patna', 'पार्टी कार्यालय, पटना'),
    heldOn: '2026-06-14',
  },
  otherDistrictsBy: '2026-12-31',
  perVillage: { min: 1, target: 2, max: 2 },
  reports: { every: 'day', title: both('Problems of the area', 'क्षेत्र की समस्याएं') },
  directive: both('Form a social-media cell', 'सोशल मीडिया प्रकोष्ठ का गठन करें'),
}

/** O5, a convention of all wings in Jaipur with guests from outside; the venue and the day in 2023 are ours. */
export const wingsConvention = {
  title: both('State convention and volunteer training 2023', 'प्रदेश सम्मेलन एवं स्वयंसेवक प्रशिक्षण 2023'),
  venue: both('Convention hall, Jaipur', 'सम्मेलन भवन, जयपुर'),
  heldOn: '2023-07-15',
  refresher: both('Refresher on new features', 'नए फीचर पर पुनश्चर्या'),
  wings: listed(`
party|The party|मुख्य संगठन
youth|Youth|युवा
women|Women|महिला
student|Students|छात्र
seva-dal|Seva Dal|सेवा दल
social-media|Social media|सोशल मीडिया
worker|Ordinary workers|सामान्य कार्यकर्ता
`),
  guestPlatforms: listed(`
youtube|YouTube|यूट्यूब
facebook|Facebook|फेसबुक
instagram|Instagram|इंस्टाग्राम
twitter|Twitter|ट्विटर
whatsapp|WhatsApp|व्हाट्सऐप
`),
  contentKits: listed(`
web-story|Web story|वेब स्टोरी
short-video|Short video|छोटा वीडियो
`),
}
