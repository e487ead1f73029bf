/** Files of articles and article versions, with their stored contents and URLs. */
package org.offprint.platform.files;
