/** Reading PDF files: their text, and the first page of a figure as an image. */
package org.offprint.files.pdf;
