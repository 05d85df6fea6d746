// What a device is, from what its browser says of itself. Pure.

/** The systems and browsers that are told apart; anything else is `other`. */
export const SYSTEMS = ['android', 'iphone', 'ipad', 'windows', 'mac', 'chromeos', 'linux', 'other'] as const
export const BROWSERS = ['edge', 'opera', 'samsung', 'uc', 'firefox', 'chrome', 'safari', 'other'] as const

/** A device in two words. */
export type Device = { system: (typeof SYSTEMS)[number]; browser: (typeof BROWSERS)[number] }

// In this order: an Android says Linux too, and nearly everybody says Safari.
const SYSTEM_SIGNS: readonly [RegExp, Device['system']][] = [
  [/iPhone|iPod/, 'iphone'],
  [/iPad/, 'ipad'],
  [/Android/, 'android'],
  [/Windows/, 'windows'],
  [/CrOS/, 'chromeos'],
  [/Mac OS X|Macintosh/, 'mac'],
  [/Linux/, 'linux'],
]
const BROWSER_SIGNS: readonly [RegExp, Device['browser']][] = [
  [/Edg(?:e|A|iOS)?\//, 'edge'],
  [/OPR\/|Opera/, 'opera'],
  [/SamsungBrowser\//, 'samsung'],
  [/UCBrowser\//, 'uc'],
  [/Firefox\/|FxiOS\//, 'firefox'],
  [/Chrome\/|CriOS\/|Chromium\//, 'chrome'],
  [/Safari\//, 'safari'],
]

const firstOf = <T>(signs: readonly [RegExp, T][], agent: string) =>
  signs.find(([sign]) => sign.test(agent))?.[1] ?? 'other'

/** The device behind a `User-Agent`; null and unknown ones are `other`. */
export const deviceOf = (agent: string | null): Device => ({
  system: firstOf(SYSTEM_SIGNS, agent ?? ''),
  browser: firstOf(BROWSER_SIGNS, agent ?? ''),
})
