/** Detection of file types from contents and names, and response headers for each file type. */
package org.offprint.platform.files.types;
