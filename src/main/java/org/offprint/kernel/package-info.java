/**
 * Base types that depend on no other package, such as text functions, identifiers, JSON, the record model and problem
 * types.
 */
package org.offprint.kernel;
