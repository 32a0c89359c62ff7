<#import "commands.ftl" as c>
<@c.graph ["Application.Read.All"]/>
<@c.app/>
$app.KeyCredentials | Format-Table DisplayName, EndDateTime, KeyId   # the certificates there are
az login<#if tenant??> --tenant '${tenant}'</#if>
az ad app credential reset --id ${c.quotedClient()} --cert "@mail.crt" --append   # mail.crt: the certificate without its key
