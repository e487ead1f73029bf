/** Versions of figures that browsers show, and thumbnails. */
package org.offprint.files.images;
