/** One client a region, with the SDK's default settings: they keep connections, and try three times. */
export function clientsByRegion<Client>(create: (configuration: { region?: string }) => Client) {
  const clients = new Map<string | undefined, Client>();
  return (region?: string): Client => {
    const client = clients.get(region) ?? create(region === undefined ? {} : { region });
    clients.set(region, client);
    return client;
  };
}
