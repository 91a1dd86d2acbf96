/** The API that a type is asked of: `ec2` of `ec2:volume`, `compute` of `Microsoft.Compute/disks` and of `compute.googleapis.com/Disk`. */
export const serviceOf = (type: string): string => /^(?:Microsoft\.)?([^:/.]*)/.exec(type)?.[1]?.toLowerCase() ?? type;
