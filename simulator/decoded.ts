/** A part of an address. What is no encoding stays as it is, and will name nothing that is there. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}
