/** How both versions of load balancing give pages. */
export const loadBalancingPaging = {
  token: 'Marker',
  size: 'PageSize',
  minimum: 1,
  maximum: 400,
  default: 400,
  invalidToken: 'ValidationError',
  invalidSize: 'ValidationError',
};
