/** Export format EPUB 3.3, an e-book with the full text and the images of articles. */
package org.offprint.formats.epub;
