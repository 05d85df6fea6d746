/** A level as a template proposes it. */
type LevelDraft = { id: string; nameEn: string; nameHi: string }

/** A tier of the first programme as a template proposes it; levels are named by their ids. */
type TierDraft = {
  nameEn: string
  nameHi: string
  hostLevelId: string
  traineeLevelId: string
  taughtBy: 'guest' | 'credential' | 'office'
  planned: boolean
  minimum: number
  target: number
  maximum: number
  batchSize: number
  days: number
  hoursPerDay: number
  passDays: number
}

/** A shape of organisation to begin with; everything in it can be changed afterwards. */
export type Template = {
  id: string
  nameEn: string
  nameHi: string
  levels: LevelDraft[]
  tiers: TierDraft[]
}

const LEVELS = {
  state: ['State', 'राज्य'],
  division: ['Division', 'संभाग'],
  district: ['District', 'ज़िला'],
  constituency: ['Constituency', 'विधानसभा'],
  block: ['Block', 'प्रखंड'],
  mandal: ['Mandal', 'मंडल'],
  village: ['Village', 'गाँव'],
  booth: ['Booth', 'बूथ'],
} as const

const levels = (...ids: (keyof typeof LEVELS)[]): LevelDraft[] =>
  ids.map((id) => ({ id, nameEn: LEVELS[id][0], nameHi: LEVELS[id][1] }))

const first = (nameEn: string, nameHi: string, hostLevelId: string, traineeLevelId: string): TierDraft => ({
  nameEn,
  nameHi,
  hostLevelId,
  traineeLevelId,
  taughtBy: 'guest',
  planned: true,
  minimum: 2,
  target: 7,
  maximum: 40,
  batchSize: 500,
  days: 1,
  hoursPerDay: 6,
  passDays: 1,
})

const next = (nameEn: string, nameHi: string, hostLevelId: string, traineeLevelId: string): TierDraft => ({
  ...first(nameEn, nameHi, hostLevelId, traineeLevelId),
  taughtBy: 'credential',
  planned: false,
  maximum: 10,
  target: 3,
  batchSize: 60,
})

/** Shapes of organisations that the wizard offers, the blank one last. */
export const TEMPLATES: Template[] = [
  {
    id: 'state-to-booth',
    nameEn: 'State to booth, with divisions and mandals',
    nameHi: 'राज्य से बूथ तक, संभाग और मंडल सहित',
    levels: levels('state', 'division', 'district', 'constituency', 'mandal', 'booth'),
    tiers: [
      first('Subject speakers', 'विषय वक्ता', 'division', 'district'),
      next('Mandal training', 'मंडल प्रशिक्षण', 'district', 'mandal'),
      next('Booth training', 'बूथ प्रशिक्षण', 'mandal', 'booth'),
    ],
  },
  {
    id: 'camp',
    nameEn: 'State, district, block: a residential camp',
    nameHi: 'राज्य, ज़िला, ब्लॉक: आवासीय शिविर',
    levels: levels('state', 'district', 'block'),
    tiers: [
      {
        ...first('Residential camp', 'आवासीय शिविर', 'state', 'district'),
        days: 7,
        hoursPerDay: 8,
        passDays: 6,
      },
      next('Block training', 'ब्लॉक प्रशिक्षण', 'district', 'block'),
    ],
  },
  {
    id: 'villages',
    nameEn: 'State, district, block, village',
    nameHi: 'राज्य, ज़िला, प्रखंड, गाँव',
    levels: levels('state', 'district', 'block', 'village'),
    tiers: [
      first('District workshop', 'ज़िला कार्यशाला', 'state', 'district'),
      next('Block workshop', 'प्रखंड कार्यशाला', 'district', 'block'),
      next('Village teaching', 'गाँव में शिक्षण', 'block', 'village'),
    ],
  },
  {
    id: 'wings',
    nameEn: 'State to booth, with wings',
    nameHi: 'राज्य से बूथ तक, मोर्चों सहित',
    levels: levels('state', 'division', 'district', 'constituency', 'booth'),
    tiers: [
      first('State convention', 'राज्य सम्मेलन', 'state', 'district'),
      next('Booth volunteers', 'बूथ स्वयंसेवक', 'constituency', 'booth'),
    ],
  },
  {
    id: 'blank',
    nameEn: 'Blank: name your own levels',
    nameHi: 'खाली: अपने स्तर स्वयं लिखें',
    levels: [],
    tiers: [],
  },
]
