/** Writes one line of JSON about something that happened, with the instant in UTC; never names, numbers or tokens of people. */
export function log(level: 'info' | 'error', fields: Record<string, unknown>) {
  const line = JSON.stringify({ level, at: new Date().toISOString(), ...fields })
  // biome-ignore lint/suspicious/noConsole: the one place that writes the Worker's log
  if (level === 'error') console.error(line)
  // biome-ignore lint/suspicious/noConsole: the one place that writes the Worker's log
  else console.log(line)
}
