/** Files of articles and versions, with their stored contents and URLs. */
package org.offprint.platform.files;
