/** Your pool's region, and the app client's id. For the server on this machine: http://127.0.0.1:9400/ */
export const config = {
  endpoint: 'https://cognito-idp.eu-central-1.amazonaws.com/',
  clientId: 'your-app-client-id',
};
