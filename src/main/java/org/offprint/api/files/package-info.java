/** The files of articles: uploading, listing and reading them. */
package org.offprint.api.files;
