/**
 * Base types without dependencies on other packages, such as text functions, identifiers, JSON, the record model and
 * problem types.
 */
package org.offprint.kernel;
