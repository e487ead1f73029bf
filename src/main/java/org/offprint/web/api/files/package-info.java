/** File and package resources: upload, list, read and download. */
package org.offprint.web.api.files;
