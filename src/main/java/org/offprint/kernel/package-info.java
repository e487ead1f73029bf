/** Base types without dependencies, such as text, identifiers, JSON, the record model and problem types. */
package org.offprint.kernel;
