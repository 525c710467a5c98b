/** What a log line in embedded metric format counts, in a few words; undefined for any other line. */
export function metricWords(text: string): string | undefined {
  if (!text.startsWith('{"_aws"')) return undefined;
  try {
    const line = JSON.parse(text);
    const [{ Metrics, Dimensions }] = line._aws.CloudWatchMetrics;
    const names: readonly string[] = Dimensions.at(-1).filter((name: string) => name !== 'Name');
    const values = Metrics.map(({ Name }: { Name: string }) => `${Name} ${line[Name]}`).join(', ');
    return `counted: ${values}${names.length > 0 ? ` (${names.map(name => line[name]).join(', ')})` : ''}`;
  } catch {
    // Not as the format has it: it is shown as it is.
    return undefined;
  }
}
