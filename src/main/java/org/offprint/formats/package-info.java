/** Export and import formats, one folder per format, and the tables that list all of them. */
package org.offprint.formats;
