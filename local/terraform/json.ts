/** What a configuration in Terraform's JSON syntax is made of. */

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };
