/** How the driver writes a value for the database; it declares no types for this file of its own. */
declare module 'pg/lib/utils.js' {
  const values: { readonly prepareValue: (value: unknown) => unknown }
  export = values
}
