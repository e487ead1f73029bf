/** Base types without dependencies: text, identifiers, JSON, the record model and problem types. */
package org.offprint.kernel;
