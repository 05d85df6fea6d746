/** The mark: three strands hanging from one bar, as letters hang from a headline and a cascade from its hall. */
export const Mark = ({ size = 32 }: { size?: number | undefined }) => (
  <svg class="mark" width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
    <path d="M2 5h28M7 5v13M16 5v19M25 5v9" />
    <circle cx="7" cy="20" r="3.4" />
    <circle cx="16" cy="26" r="3.4" />
    <circle cx="25" cy="16" r="3.4" />
  </svg>
)
