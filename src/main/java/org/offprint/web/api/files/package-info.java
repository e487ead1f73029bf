/** File and package resources, for uploads, lists, reads and downloads. */
package org.offprint.web.api.files;
