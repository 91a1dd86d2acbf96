/** Sends everything that a library might print to stderr: with stdio, stdout carries protocol frames alone. */
export function quietStdout(): void {
  // biome-ignore lint/suspicious/noConsole: this is the one place that takes the console away from stdout
  console.log = console.info = console.debug = console.error;
}
