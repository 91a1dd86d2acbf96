/** What to ask an assistant first. Each can be answered from what the demo collected. */
export const exampleQuestions = [
  'Which resources can’t be charged to a team, and what do they lack?',
  'What did we spend this month, by service and by account?',
  'How well do we keep our tagging policy, and which account keeps it worst?',
  'What did each team cost last month, and how much has no team tag?',
  'Which stopped instances are older than 90 days?',
] as const;
