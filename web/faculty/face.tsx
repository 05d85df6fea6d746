/** How each grade looks: the corners and the middle of the mouth, on a face of 40 by 40. */
const MOUTHS = [
  'M11 30 Q20 20 29 30',
  'M12 28 Q20 23 28 28',
  'M12 27 L28 27',
  'M12 25 Q20 31 28 25',
  'M10 23 Q20 36 30 23 Z',
]

/** A face for a grade from 1 (not at all) to 5 (very well); what it means stands beside it in words. */
export const Face = ({ grade }: { grade: number }) => (
  <svg class="face" viewBox="0 0 40 40" aria-hidden="true" focusable="false">
    <circle cx="20" cy="20" r="18" />
    <circle class="face-eye" cx="13.5" cy="16" r="2.4" />
    <circle class="face-eye" cx="26.5" cy="16" r="2.4" />
    <path class={grade === 5 ? 'face-mouth face-laughs' : 'face-mouth'} d={MOUTHS[grade - 1] ?? ''} />
  </svg>
)
