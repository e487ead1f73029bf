/** Files of articles and article versions, with the stored contents and URLs of the files. */
package org.offprint.platform.files;
