/** Base types without dependencies, such as strings, identifiers, JSON, the record model and problem types. */
package org.offprint.kernel;
