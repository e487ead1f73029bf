/** Export and import formats, with one folder for each format and tables of all formats. */
package org.offprint.formats;
