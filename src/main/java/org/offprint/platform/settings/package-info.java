/** Settings of the service, with their names, accepted values and error messages. */
package org.offprint.platform.settings;
