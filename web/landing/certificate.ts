/** The path of a typed or scanned certificate address; undefined when it is none. */
export const certificatePath = (typed: string): string | undefined => {
  const parts = typed.trim().match(/(?:^|\/)([a-z0-9-]+)\/([^/\s?#]+)\/?$/i)
  return parts ? `/v/${parts[1]?.toLowerCase()}/${parts[2]}` : undefined
}
