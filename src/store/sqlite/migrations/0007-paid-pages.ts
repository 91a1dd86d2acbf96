/** How many pages of a period's charges were paid for, which asking for them again is expected to cost. Unknown of earlier ones. */
export const paidPages = `
ALTER TABLE charge_periods ADD COLUMN paid_pages INTEGER;
`;
