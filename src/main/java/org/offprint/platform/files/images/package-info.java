/** Scaled versions of images, thumbnails and rendered PDF pages. */
package org.offprint.platform.files.images;
