/** Files of articles: the contents that belong to each article and version, and the URLs of files. */
package org.offprint.platform.files;
