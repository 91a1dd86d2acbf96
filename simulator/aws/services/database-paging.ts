/** How the databases that speak the query protocol give pages. */
export const databasePaging = {
  token: 'Marker',
  size: 'MaxRecords',
  minimum: 20,
  maximum: 100,
  default: 100,
  invalidToken: 'InvalidParameterValue',
  invalidSize: 'InvalidParameterValue',
};
