/** Export and import formats for articles, with one package for each format and registries of all formats. */
package org.offprint.formats;
