/** The tables of formats, to write and to read, and what is stored of written ones. A format is one folder. */
package org.offprint.formats;
