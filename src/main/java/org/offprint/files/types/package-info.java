/** Types of files, found by their content, their names, and the headers that both make. Nothing is stored here. */
package org.offprint.files.types;
