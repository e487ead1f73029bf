/** Detects file types from content and names, and builds the response headers for them. */
package org.offprint.platform.files.types;
