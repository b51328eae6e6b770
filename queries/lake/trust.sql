-- Trust an object storage by the certificates in a file, and by no others.
set global ca_cert_file = $file
